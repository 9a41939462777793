CREATE TABLE "turnover_account_spans" (
	"from_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"span" integer NOT NULL,
	"fund" bigint NOT NULL,
	"other_fund" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"code" bigint NOT NULL,
	"flags" smallint NOT NULL,
	"year" integer NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "turnover_account_spans_pkey" PRIMARY KEY("to_id","from_id","span","fund","other_fund","kind","code","flags","year")
);
--> statement-breakpoint
CREATE INDEX "turnover_account_spans_from" ON "turnover_account_spans" USING btree ("from_id");--> statement-breakpoint
INSERT INTO "turnover_account_spans"
SELECT "from_id", "to_id", ("record" / 16384)::int, "fund", coalesce("other_fund", 0), "kind",
	CASE WHEN "kind" IN (1, 2) THEN "code" ELSE 0 END, ("flags" & 2)::smallint, coalesce("year", 0), sum("amount"), count(*)
FROM "movements" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;
