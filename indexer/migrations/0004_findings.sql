CREATE TABLE "finding_acts" (
	"record" bigint PRIMARY KEY NOT NULL,
	"id" "bytea" NOT NULL,
	"act" smallint NOT NULL,
	"status" smallint NOT NULL,
	"turn" smallint NOT NULL,
	"official" integer NOT NULL,
	"agency" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"record" bigint PRIMARY KEY NOT NULL,
	"id" "bytea" NOT NULL,
	"official" integer NOT NULL,
	"office" integer NOT NULL,
	"asked" integer NOT NULL,
	"severity" smallint NOT NULL,
	"subject_kind" smallint NOT NULL,
	"subject" "bytea" NOT NULL,
	"subject_number" bigint,
	"answer_limit" bigint NOT NULL,
	"text" text NOT NULL,
	"search" text NOT NULL,
	"document" "bytea",
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "finding_acts_id" ON "finding_acts" USING btree ("id","record");--> statement-breakpoint
CREATE INDEX "findings_id" ON "findings" USING btree ("id");--> statement-breakpoint
CREATE INDEX "findings_subject" ON "findings" USING btree ("subject_kind","subject_number");--> statement-breakpoint
CREATE INDEX "findings_office" ON "findings" USING btree ("office","record");--> statement-breakpoint
CREATE INDEX "findings_asked" ON "findings" USING btree ("asked","record");