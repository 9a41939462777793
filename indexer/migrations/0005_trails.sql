ALTER TABLE "movements" ADD COLUMN "cited_position" numeric(39, 0);--> statement-breakpoint
UPDATE "movements" SET "cited_position" = (SELECT coalesce(sum("p"."amount"), 0) FROM "movements" "p" WHERE "p"."cites" = "movements"."cites" AND "p"."record" < "movements"."record") WHERE "cites" IS NOT NULL;--> statement-breakpoint
DROP INDEX "movements_cites";--> statement-breakpoint
CREATE INDEX "movements_leaving" ON "movements" USING btree ("from_id",(("kind" in (6, 16))::int),"from_position");--> statement-breakpoint
CREATE INDEX "movements_entering" ON "movements" USING btree ("to_id",(("kind" in (4, 5, 16))::int),"to_position");--> statement-breakpoint
CREATE INDEX "movements_beyond" ON "movements" USING btree ("other_fund","kind","beyond") WHERE "movements"."kind" in (5, 6);--> statement-breakpoint
CREATE INDEX "movements_cites" ON "movements" USING btree ("cites","cited_position") WHERE "movements"."cites" is not null;