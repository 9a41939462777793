CREATE TABLE "turnover_line_spans" (
	"line" bigint NOT NULL,
	"other_line" bigint NOT NULL,
	"span" integer NOT NULL,
	"fund" bigint NOT NULL,
	"other_fund" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"code" bigint NOT NULL,
	"flags" smallint NOT NULL,
	"year" integer NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "turnover_line_spans_pkey" PRIMARY KEY("line","other_line","span","fund","other_fund","kind","code","flags","year")
);
--> statement-breakpoint
CREATE INDEX "turnover_line_spans_other" ON "turnover_line_spans" USING btree ("other_line") WHERE "turnover_line_spans"."other_line" <> 0;--> statement-breakpoint
INSERT INTO "turnover_line_spans"
SELECT coalesce("line", 0), coalesce("other_line", 0), ("record" / 16384)::int, "fund", coalesce("other_fund", 0), "kind",
	CASE WHEN "kind" IN (1, 2) THEN "code" ELSE 0 END, ("flags" & 2)::smallint, coalesce("year", 0), sum("amount"), count(*)
FROM "movements" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;
