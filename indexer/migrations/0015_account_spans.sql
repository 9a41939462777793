CREATE TABLE "turnover_account_spans" (
	"from_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"span" integer NOT NULL,
	"fund" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "turnover_account_spans_pkey" PRIMARY KEY("to_id","from_id","span","fund","kind")
);
--> statement-breakpoint
INSERT INTO "turnover_account_spans"
SELECT "from_id", "to_id", ("record" / 16384)::int, "fund", "kind", sum("amount"), count(*)
FROM "movements" GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
CREATE INDEX "turnover_account_spans_from" ON "turnover_account_spans" USING btree ("from_id");
