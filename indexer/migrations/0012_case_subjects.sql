CREATE TABLE "case_subjects" (
	"number" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"subject" bigint NOT NULL,
	CONSTRAINT "case_subjects_kind_subject_number_pk" PRIMARY KEY("kind","subject","number")
);
--> statement-breakpoint
CREATE INDEX "case_subjects_number" ON "case_subjects" USING btree ("number");--> statement-breakpoint
INSERT INTO "case_subjects"
SELECT DISTINCT c."number", s."kind", s."subject"
FROM "cases" c JOIN "movements" m ON m."record" >= c."executed_first" AND m."record" < c."executed_first" + c."executed_count"
	LEFT JOIN "accounts" l ON l."id" = m."line" LEFT JOIN "accounts" o ON o."id" = m."other_line"
	CROSS JOIN LATERAL (VALUES (1, m."from_id"), (1, m."to_id"), (1, m."fund"), (1, m."other_fund"), (1, m."line"), (1, m."other_line"),
		(2, m."payee"::bigint), (2, m."payer"::bigint), (3, (l."func" / 100)::bigint), (3, (o."func" / 100)::bigint)) s("kind", "subject")
WHERE s."subject" IS NOT NULL;
