CREATE TABLE "accounts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" smallint NOT NULL,
	"record" bigint NOT NULL,
	"opened_at" bigint NOT NULL,
	"government" integer NOT NULL,
	"agency" integer,
	"unit" integer,
	"fund" bigint,
	"line" bigint,
	"allotment" bigint,
	"party" integer,
	"payee_fund" bigint,
	"year" integer,
	"func" integer,
	"economic" bigint,
	"act_type" smallint,
	"currency" text,
	"exponent" smallint,
	"token" "bytea",
	"name" text NOT NULL,
	"other_name" text NOT NULL,
	"code" text NOT NULL,
	"document" "bytea",
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"number" bigint PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL,
	"parent_hash" "bytea" NOT NULL,
	"time" bigint NOT NULL,
	"next_record" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "confirmations" (
	"movement" bigint PRIMARY KEY NOT NULL,
	"record" bigint NOT NULL,
	"value_date" integer NOT NULL,
	"document" "bytea"
);
--> statement-breakpoint
CREATE TABLE "movements" (
	"record" bigint PRIMARY KEY NOT NULL,
	"block" bigint NOT NULL,
	"tx_index" integer NOT NULL,
	"log_index" integer NOT NULL,
	"posted_at" bigint NOT NULL,
	"day" integer NOT NULL,
	"kind" smallint NOT NULL,
	"flags" smallint NOT NULL,
	"code" bigint NOT NULL,
	"value_date" integer NOT NULL,
	"from_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"from_position" numeric(39, 0) NOT NULL,
	"to_position" numeric(39, 0) NOT NULL,
	"beyond" numeric(39, 0) NOT NULL,
	"cites" bigint,
	"document" "bytea",
	"detail" "bytea",
	"search" text,
	"fund" bigint,
	"other_fund" bigint,
	"line" bigint,
	"other_line" bigint,
	"agency" integer,
	"payee" integer,
	"payer" integer,
	"year" integer
);
--> statement-breakpoint
CREATE TABLE "origin" (
	"id" smallint PRIMARY KEY NOT NULL,
	"chain_id" bigint NOT NULL,
	"genesis_hash" text NOT NULL,
	"deploy_block" bigint NOT NULL,
	"deploy_block_hash" text NOT NULL,
	"contracts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"id" integer PRIMARY KEY NOT NULL,
	"kind" smallint NOT NULL,
	"record" bigint NOT NULL,
	"parent" integer NOT NULL,
	"root" integer NOT NULL,
	"depth" smallint NOT NULL,
	"name" text NOT NULL,
	"other_name" text NOT NULL,
	"scheme" text NOT NULL,
	"identifier" text NOT NULL,
	"wallet" "bytea",
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "party_names" (
	"record" bigint PRIMARY KEY NOT NULL,
	"party" integer NOT NULL,
	"name" text NOT NULL,
	"other_name" text NOT NULL,
	"given_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "records" (
	"number" bigint PRIMARY KEY NOT NULL,
	"block" bigint NOT NULL,
	"tx_index" integer NOT NULL,
	"log_index" integer NOT NULL,
	"address" "bytea" NOT NULL,
	"event" text NOT NULL,
	"args" jsonb NOT NULL,
	"topics" "bytea" NOT NULL,
	"data" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"owner" bigint NOT NULL,
	"currency" text NOT NULL,
	"kind" smallint NOT NULL,
	"side" smallint NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "tallies_owner_currency_kind_side_pk" PRIMARY KEY("owner","currency","kind","side")
);
--> statement-breakpoint
CREATE TABLE "transactions" (
	"block" bigint NOT NULL,
	"tx_index" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "transactions_block_tx_index_pk" PRIMARY KEY("block","tx_index")
);
--> statement-breakpoint
CREATE TABLE "wallets" (
	"record" bigint PRIMARY KEY NOT NULL,
	"party" integer NOT NULL,
	"wallet" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "years" (
	"government" integer NOT NULL,
	"year" integer NOT NULL,
	"record" bigint NOT NULL,
	"first_day" integer NOT NULL,
	"last_day" integer NOT NULL,
	"commit_until" integer NOT NULL,
	"pay_until" integer NOT NULL,
	CONSTRAINT "years_government_year_pk" PRIMARY KEY("government","year")
);
--> statement-breakpoint
CREATE INDEX "accounts_kind" ON "accounts" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "accounts_line" ON "accounts" USING btree ("line","kind");--> statement-breakpoint
CREATE INDEX "accounts_fund" ON "accounts" USING btree ("fund","kind");--> statement-breakpoint
CREATE INDEX "accounts_party" ON "accounts" USING btree ("party");--> statement-breakpoint
CREATE INDEX "accounts_agency" ON "accounts" USING btree ("agency","kind");--> statement-breakpoint
CREATE INDEX "accounts_record" ON "accounts" USING btree ("record");--> statement-breakpoint
CREATE INDEX "movements_kind" ON "movements" USING btree ("kind","record");--> statement-breakpoint
CREATE INDEX "movements_agency" ON "movements" USING btree ("agency","record");--> statement-breakpoint
CREATE INDEX "movements_line" ON "movements" USING btree ("line","record");--> statement-breakpoint
CREATE INDEX "movements_payee" ON "movements" USING btree ("payee","record");--> statement-breakpoint
CREATE INDEX "movements_from" ON "movements" USING btree ("from_id","record");--> statement-breakpoint
CREATE INDEX "movements_to" ON "movements" USING btree ("to_id","record");--> statement-breakpoint
CREATE INDEX "movements_amount" ON "movements" USING btree ("amount","record");--> statement-breakpoint
CREATE INDEX "movements_day" ON "movements" USING btree ("day","record");--> statement-breakpoint
CREATE INDEX "movements_other_line" ON "movements" USING btree ("other_line","record") WHERE "movements"."other_line" is not null;--> statement-breakpoint
CREATE INDEX "movements_cites" ON "movements" USING btree ("cites","record") WHERE "movements"."cites" is not null;--> statement-breakpoint
CREATE INDEX "movements_document" ON "movements" USING btree ("document","record") WHERE "movements"."document" is not null;--> statement-breakpoint
CREATE INDEX "parties_parent" ON "parties" USING btree ("parent");--> statement-breakpoint
CREATE INDEX "parties_record" ON "parties" USING btree ("record");--> statement-breakpoint
CREATE INDEX "party_names_party" ON "party_names" USING btree ("party","record");--> statement-breakpoint
CREATE INDEX "transactions_hash" ON "transactions" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "wallets_party" ON "wallets" USING btree ("party","record");