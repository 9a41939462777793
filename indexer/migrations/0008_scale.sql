CREATE TABLE "deferred_indexes" (
	"name" text PRIMARY KEY NOT NULL,
	"definition" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "turnover_days" (
	"day" integer NOT NULL,
	"fund" bigint NOT NULL,
	"other_fund" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"code" bigint NOT NULL,
	"flags" smallint NOT NULL,
	"year" integer NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "turnover_days_day_fund_other_fund_kind_code_flags_year_pk" PRIMARY KEY("day","fund","other_fund","kind","code","flags","year")
);
--> statement-breakpoint
CREATE TABLE "turnover_lines" (
	"line" bigint NOT NULL,
	"other_line" bigint NOT NULL,
	"agency" integer NOT NULL,
	"fund" bigint NOT NULL,
	"other_fund" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"code" bigint NOT NULL,
	"flags" smallint NOT NULL,
	"year" integer NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "turnover_lines_line_other_line_agency_fund_other_fund_kind_code_flags_year_pk" PRIMARY KEY("line","other_line","agency","fund","other_fund","kind","code","flags","year")
);
--> statement-breakpoint
CREATE TABLE "turnover_parties" (
	"month" integer NOT NULL,
	"payee" integer NOT NULL,
	"payer" integer NOT NULL,
	"line" bigint NOT NULL,
	"other_line" bigint NOT NULL,
	"agency" integer NOT NULL,
	"fund" bigint NOT NULL,
	"other_fund" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"code" bigint NOT NULL,
	"flags" smallint NOT NULL,
	"year" integer NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "turnover_parties_pkey" PRIMARY KEY("payee","payer","month","line","other_line","agency","fund","other_fund","kind","code","flags","year")
);
--> statement-breakpoint
CREATE TABLE "unconfirmed" (
	"fund" bigint NOT NULL,
	"year" integer NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "unconfirmed_fund_year_pk" PRIMARY KEY("fund","year")
);
--> statement-breakpoint
CREATE INDEX "turnover_lines_agency" ON "turnover_lines" USING btree ("agency");--> statement-breakpoint
CREATE INDEX "turnover_lines_other" ON "turnover_lines" USING btree ("other_line") WHERE "turnover_lines"."other_line" <> 0;--> statement-breakpoint
CREATE INDEX "turnover_parties_payer" ON "turnover_parties" USING btree ("payer") WHERE "turnover_parties"."payer" <> 0;--> statement-breakpoint
CREATE INDEX "turnover_parties_month" ON "turnover_parties" USING btree ("month");