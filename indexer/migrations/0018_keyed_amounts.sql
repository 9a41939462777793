-- The new before the old are dropped: readers of PostgreSQL wait for a drop alone.
CREATE INDEX "movements_line_new" ON "movements" USING btree ("line","record","kind","amount");--> statement-breakpoint
CREATE INDEX "movements_payee_new" ON "movements" USING btree ("payee","record","kind","amount") WHERE "movements"."payee" is not null;--> statement-breakpoint
CREATE INDEX "movements_payer_new" ON "movements" USING btree ("payer","record","kind","amount") WHERE "movements"."payer" is not null;--> statement-breakpoint
CREATE INDEX "movements_from_new" ON "movements" USING btree ("from_id","record","kind","amount");--> statement-breakpoint
CREATE INDEX "movements_to_new" ON "movements" USING btree ("to_id","record","kind","amount");--> statement-breakpoint
CREATE INDEX "movements_other_line_new" ON "movements" USING btree ("other_line","record","kind","amount") WHERE "movements"."other_line" is not null;--> statement-breakpoint
DROP INDEX "movements_line";--> statement-breakpoint
DROP INDEX "movements_payee";--> statement-breakpoint
DROP INDEX "movements_payer";--> statement-breakpoint
DROP INDEX "movements_from";--> statement-breakpoint
DROP INDEX "movements_to";--> statement-breakpoint
DROP INDEX "movements_other_line";--> statement-breakpoint
ALTER INDEX "movements_line_new" RENAME TO "movements_line";--> statement-breakpoint
ALTER INDEX "movements_payee_new" RENAME TO "movements_payee";--> statement-breakpoint
ALTER INDEX "movements_payer_new" RENAME TO "movements_payer";--> statement-breakpoint
ALTER INDEX "movements_from_new" RENAME TO "movements_from";--> statement-breakpoint
ALTER INDEX "movements_to_new" RENAME TO "movements_to";--> statement-breakpoint
ALTER INDEX "movements_other_line_new" RENAME TO "movements_other_line";
