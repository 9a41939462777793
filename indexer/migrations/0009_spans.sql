CREATE TABLE "turnover_spans" (
	"span" integer NOT NULL,
	"month" integer NOT NULL,
	"fund" bigint NOT NULL,
	"other_fund" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"code" bigint NOT NULL,
	"flags" smallint NOT NULL,
	"year" integer NOT NULL,
	"amount" numeric(39, 0) NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "turnover_spans_pkey" PRIMARY KEY("span","month","fund","other_fund","kind","code","flags","year")
);
--> statement-breakpoint
CREATE INDEX "confirmations_record" ON "confirmations" USING btree ("record");--> statement-breakpoint
CREATE INDEX "movements_fund" ON "movements" USING btree ("fund","record");--> statement-breakpoint
CREATE INDEX "movements_payer" ON "movements" USING btree ("payer","record") WHERE "movements"."payer" is not null;--> statement-breakpoint
CREATE INDEX "movements_other_fund" ON "movements" USING btree ("other_fund","record") WHERE "movements"."other_fund" is not null;--> statement-breakpoint
INSERT INTO "turnover_spans"
SELECT ("record" / 16384)::int,
	((extract(year from date '1970-01-01' + "day") - 1970) * 12 + extract(month from date '1970-01-01' + "day") - 1)::int,
	"fund", coalesce("other_fund", 0), "kind", CASE WHEN "kind" IN (1, 2) THEN "code" ELSE 0 END, ("flags" & 2)::smallint,
	coalesce("year", 0), sum("amount"), count(*)
FROM "movements" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
