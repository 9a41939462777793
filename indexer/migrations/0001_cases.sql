CREATE TABLE "case_acts" (
	"record" bigint PRIMARY KEY NOT NULL,
	"id" "bytea" NOT NULL,
	"kind" smallint NOT NULL,
	"at" bigint NOT NULL,
	"round" smallint NOT NULL,
	"step" smallint NOT NULL,
	"verdict" smallint NOT NULL,
	"official" integer NOT NULL,
	"status" smallint NOT NULL,
	"stage" smallint NOT NULL,
	"done" integer NOT NULL,
	"escalated" integer NOT NULL,
	"first" bigint NOT NULL,
	"count" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_desks" (
	"number" bigint NOT NULL,
	"from_time" bigint NOT NULL,
	"until_time" bigint NOT NULL,
	"who" smallint NOT NULL,
	"step" smallint,
	"duty" smallint,
	"agency" integer,
	"escalated" boolean NOT NULL,
	"quorum" smallint NOT NULL,
	"approvals" smallint NOT NULL,
	"due" bigint,
	"moving" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_phases" (
	"number" bigint NOT NULL,
	"from_time" bigint NOT NULL,
	"until_time" bigint NOT NULL,
	"status" smallint NOT NULL,
	"stage" smallint NOT NULL,
	"silent" boolean NOT NULL,
	"lapsable" boolean NOT NULL,
	"since" bigint NOT NULL,
	"due" bigint,
	"moving" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_rounds" (
	"record" bigint PRIMARY KEY NOT NULL,
	"id" "bytea" NOT NULL,
	"round" smallint NOT NULL,
	"at" bigint NOT NULL,
	"procedure" integer NOT NULL,
	"agency" integer NOT NULL,
	"government" integer NOT NULL,
	"official" integer NOT NULL,
	"submitter" "bytea" NOT NULL,
	"correction_limit" bigint NOT NULL,
	"execution_limit" bigint NOT NULL,
	"steps" jsonb NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"currency" text,
	"title" text NOT NULL,
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_spells" (
	"number" bigint NOT NULL,
	"round" smallint NOT NULL,
	"place" smallint NOT NULL,
	"step" smallint NOT NULL,
	"procedure" integer NOT NULL,
	"agency" integer NOT NULL,
	"duty" smallint NOT NULL,
	"lateness" smallint NOT NULL,
	"escalated" boolean NOT NULL,
	"began" bigint NOT NULL,
	"due" bigint,
	"ended" bigint,
	"outcome" smallint,
	"record" bigint
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"number" bigint PRIMARY KEY NOT NULL,
	"id" "bytea" NOT NULL,
	"procedure" integer NOT NULL,
	"agency" integer NOT NULL,
	"official" integer NOT NULL,
	"submitter" "bytea" NOT NULL,
	"amount" numeric(39, 0),
	"currency" text,
	"title" text NOT NULL,
	"search" text NOT NULL,
	"round" smallint NOT NULL,
	"stages" jsonb NOT NULL,
	"was_late" boolean NOT NULL,
	"submitted_at" bigint NOT NULL,
	"last_record" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"executed_record" bigint,
	"executed_first" bigint,
	"executed_count" bigint
);
--> statement-breakpoint
CREATE TABLE "officials" (
	"number" integer PRIMARY KEY NOT NULL,
	"record" bigint NOT NULL,
	"agency" integer NOT NULL,
	"name" text NOT NULL,
	"other_name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "permit_revocations" (
	"record" bigint PRIMARY KEY NOT NULL,
	"permit" bigint NOT NULL,
	"id" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"document" "bytea",
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "permits" (
	"number" bigint PRIMARY KEY NOT NULL,
	"record" bigint NOT NULL,
	"id" "bytea" NOT NULL,
	"agency" integer NOT NULL,
	"permit_type" smallint NOT NULL,
	"type_name" text NOT NULL,
	"holder" "bytea" NOT NULL,
	"valid_from" bigint NOT NULL,
	"valid_until" bigint NOT NULL,
	"conditions" text NOT NULL,
	"document" "bytea",
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedure_events" (
	"record" bigint PRIMARY KEY NOT NULL,
	"procedure" integer NOT NULL,
	"event" smallint NOT NULL,
	"replaced" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures" (
	"number" integer PRIMARY KEY NOT NULL,
	"record" bigint NOT NULL,
	"announced_at" bigint NOT NULL,
	"publishable_from" bigint NOT NULL,
	"government" integer NOT NULL,
	"handler" "bytea" NOT NULL,
	"scope" bigint NOT NULL,
	"submit_duty" smallint NOT NULL,
	"submit_agency" integer NOT NULL,
	"correction_limit" bigint NOT NULL,
	"execution_limit" bigint NOT NULL,
	"currency" text,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"other_name" text NOT NULL,
	"legal_basis" text NOT NULL,
	"document" "bytea",
	"steps" jsonb NOT NULL,
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"record" bigint PRIMARY KEY NOT NULL,
	"official" integer NOT NULL,
	"agency" integer NOT NULL,
	"duty" smallint NOT NULL,
	"holder" "bytea" NOT NULL,
	"from_time" bigint NOT NULL,
	"until_time" bigint NOT NULL,
	"ended" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing_draws" (
	"record" bigint PRIMARY KEY NOT NULL,
	"standing" bigint NOT NULL,
	"nth" integer NOT NULL,
	"due_day" integer NOT NULL,
	"movement" bigint NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing_orders" (
	"number" bigint PRIMARY KEY NOT NULL,
	"record" bigint NOT NULL,
	"id" "bytea" NOT NULL,
	"agency" integer NOT NULL,
	"fund" bigint NOT NULL,
	"commitment" bigint NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"times" integer NOT NULL,
	"first_day" integer NOT NULL,
	"every_days" integer NOT NULL,
	"persons" bigint NOT NULL,
	"detail" "bytea",
	"purpose" text NOT NULL,
	"document" "bytea",
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing_stops" (
	"record" bigint PRIMARY KEY NOT NULL,
	"standing" bigint NOT NULL,
	"official" integer NOT NULL,
	"reason" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "case_acts_id" ON "case_acts" USING btree ("id");--> statement-breakpoint
CREATE INDEX "case_acts_official" ON "case_acts" USING btree ("official");--> statement-breakpoint
CREATE INDEX "case_desks_number" ON "case_desks" USING btree ("number");--> statement-breakpoint
CREATE INDEX "case_desks_agency" ON "case_desks" USING btree ("agency","duty");--> statement-breakpoint
CREATE INDEX "case_phases_number" ON "case_phases" USING btree ("number");--> statement-breakpoint
CREATE INDEX "case_phases_status" ON "case_phases" USING btree ("status","number");--> statement-breakpoint
CREATE INDEX "case_rounds_id" ON "case_rounds" USING btree ("id");--> statement-breakpoint
CREATE INDEX "case_rounds_official" ON "case_rounds" USING btree ("official");--> statement-breakpoint
CREATE INDEX "case_spells_number" ON "case_spells" USING btree ("number");--> statement-breakpoint
CREATE INDEX "case_spells_agency" ON "case_spells" USING btree ("agency");--> statement-breakpoint
CREATE INDEX "cases_id" ON "cases" USING btree ("id");--> statement-breakpoint
CREATE INDEX "cases_agency" ON "cases" USING btree ("agency","number");--> statement-breakpoint
CREATE INDEX "cases_procedure" ON "cases" USING btree ("procedure","number");--> statement-breakpoint
CREATE INDEX "cases_executed" ON "cases" USING btree ("executed_first");--> statement-breakpoint
CREATE INDEX "cases_last" ON "cases" USING btree ("last_record");--> statement-breakpoint
CREATE INDEX "permit_revocations_permit" ON "permit_revocations" USING btree ("permit");--> statement-breakpoint
CREATE INDEX "procedure_events_procedure" ON "procedure_events" USING btree ("procedure");--> statement-breakpoint
CREATE INDEX "seats_holder" ON "seats" USING btree ("holder");--> statement-breakpoint
CREATE INDEX "seats_place" ON "seats" USING btree ("agency","duty","holder");--> statement-breakpoint
CREATE INDEX "standing_draws_standing" ON "standing_draws" USING btree ("standing");--> statement-breakpoint
CREATE INDEX "standing_draws_movement" ON "standing_draws" USING btree ("movement");--> statement-breakpoint
ALTER TABLE "records" DROP COLUMN "args";