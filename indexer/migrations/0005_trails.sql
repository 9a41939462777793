DROP INDEX "movements_cites";--> statement-breakpoint
ALTER TABLE "movements" ADD COLUMN "cited_position" numeric(39, 0);--> statement-breakpoint
CREATE INDEX "movements_leaving" ON "movements" USING btree ("from_id",(("kind" in (6, 16))::int),"from_position");--> statement-breakpoint
CREATE INDEX "movements_entering" ON "movements" USING btree ("to_id",(("kind" in (4, 5, 16))::int),"to_position");--> statement-breakpoint
CREATE INDEX "movements_beyond" ON "movements" USING btree ("other_fund","kind","beyond") WHERE "movements"."kind" in (5, 6);--> statement-breakpoint
CREATE INDEX "movements_cites" ON "movements" USING btree ("cites","cited_position") WHERE "movements"."cites" is not null;