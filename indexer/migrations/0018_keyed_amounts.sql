DROP INDEX "movements_line";--> statement-breakpoint
DROP INDEX "movements_payee";--> statement-breakpoint
DROP INDEX "movements_payer";--> statement-breakpoint
DROP INDEX "movements_from";--> statement-breakpoint
DROP INDEX "movements_to";--> statement-breakpoint
DROP INDEX "movements_other_line";--> statement-breakpoint
CREATE INDEX "movements_line" ON "movements" USING btree ("line","record","kind","amount");--> statement-breakpoint
CREATE INDEX "movements_payee" ON "movements" USING btree ("payee","record","kind","amount") WHERE "movements"."payee" is not null;--> statement-breakpoint
CREATE INDEX "movements_payer" ON "movements" USING btree ("payer","record","kind","amount") WHERE "movements"."payer" is not null;--> statement-breakpoint
CREATE INDEX "movements_from" ON "movements" USING btree ("from_id","record","kind","amount");--> statement-breakpoint
CREATE INDEX "movements_to" ON "movements" USING btree ("to_id","record","kind","amount");--> statement-breakpoint
CREATE INDEX "movements_other_line" ON "movements" USING btree ("other_line","record","kind","amount") WHERE "movements"."other_line" is not null;