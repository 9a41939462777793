ALTER TABLE "case_phases" ADD COLUMN "agency" integer;--> statement-breakpoint
UPDATE "case_phases" p SET "agency" = c."agency" FROM "cases" c WHERE c."number" = p."number";--> statement-breakpoint
ALTER TABLE "case_phases" ALTER COLUMN "agency" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "case_phases_agency" ON "case_phases" USING btree ("agency","status");
