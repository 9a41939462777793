CREATE TABLE "anchor_chains" (
	"chain_id" bigint PRIMARY KEY NOT NULL,
	"genesis_hash" "bytea" NOT NULL,
	"contract" "bytea" NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"block" bigint,
	"block_hash" "bytea",
	"block_time" bigint
);
--> statement-breakpoint
CREATE TABLE "anchorings" (
	"chain_id" bigint NOT NULL,
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"at" bigint NOT NULL,
	"transaction" "bytea" NOT NULL,
	"digest" "bytea" NOT NULL,
	"size" bigint NOT NULL,
	CONSTRAINT "anchorings_chain_id_block_log_index_pk" PRIMARY KEY("chain_id","block","log_index")
);
--> statement-breakpoint
CREATE TABLE "checkpoint_roots" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"agrees" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cosignatures" (
	"chain_id" bigint NOT NULL,
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"at" bigint NOT NULL,
	"transaction" "bytea" NOT NULL,
	"digest" "bytea" NOT NULL,
	"witness" "bytea" NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"block_number" bigint NOT NULL,
	"block_hash" "bytea" NOT NULL,
	"time" bigint NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "cosignatures_chain_id_block_log_index_pk" PRIMARY KEY("chain_id","block","log_index")
);
--> statement-breakpoint
CREATE TABLE "forks" (
	"chain_id" bigint NOT NULL,
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"at" bigint NOT NULL,
	"transaction" "bytea" NOT NULL,
	"digest_a" "bytea" NOT NULL,
	"digest_b" "bytea" NOT NULL,
	"signers_a" integer NOT NULL,
	"signers_b" integer NOT NULL,
	"input" "bytea" NOT NULL,
	CONSTRAINT "forks_chain_id_block_log_index_pk" PRIMARY KEY("chain_id","block","log_index")
);
--> statement-breakpoint
CREATE TABLE "witness_sets" (
	"chain_id" bigint NOT NULL,
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"at" bigint NOT NULL,
	"transaction" "bytea" NOT NULL,
	"epoch" bigint NOT NULL,
	"quorum" integer NOT NULL,
	"witnesses" "bytea" NOT NULL,
	CONSTRAINT "witness_sets_chain_id_block_log_index_pk" PRIMARY KEY("chain_id","block","log_index")
);
--> statement-breakpoint
CREATE INDEX "anchorings_digest" ON "anchorings" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "anchorings_size" ON "anchorings" USING btree ("chain_id","size");--> statement-breakpoint
CREATE INDEX "checkpoint_roots_size" ON "checkpoint_roots" USING btree ("size");--> statement-breakpoint
CREATE INDEX "checkpoint_roots_false" ON "checkpoint_roots" USING btree ("digest") WHERE not "checkpoint_roots"."agrees";--> statement-breakpoint
CREATE INDEX "cosignatures_size" ON "cosignatures" USING btree ("size","digest");--> statement-breakpoint
CREATE INDEX "cosignatures_digest" ON "cosignatures" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "cosignatures_witness" ON "cosignatures" USING btree ("witness","size");