CREATE TABLE "search_blocks" (
	"block" bigint PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"pieces" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_progress" (
	"id" smallint PRIMARY KEY NOT NULL,
	"next" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_texts" (
	"record" bigint PRIMARY KEY NOT NULL,
	"type" smallint NOT NULL,
	"key" bigint NOT NULL,
	"text" text NOT NULL,
	"pieces" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"record" bigint NOT NULL,
	"misspellings" integer[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_blocks_pieces" ON "search_blocks" USING gin ("pieces");--> statement-breakpoint
CREATE INDEX "search_texts_pieces" ON "search_texts" USING gin ("pieces");--> statement-breakpoint
CREATE INDEX "search_texts_start" ON "search_texts" USING btree ((left("text", 40) collate "C"));--> statement-breakpoint
CREATE INDEX "search_words_misspellings" ON "search_words" USING gin ("misspellings");--> statement-breakpoint
CREATE INDEX "search_words_record" ON "search_words" USING btree ("record");--> statement-breakpoint
CREATE INDEX "accounts_document" ON "accounts" USING btree ("document") WHERE "accounts"."document" is not null;--> statement-breakpoint
CREATE INDEX "confirmations_document" ON "confirmations" USING btree ("document") WHERE "confirmations"."document" is not null;--> statement-breakpoint
CREATE INDEX "permits_document" ON "permits" USING btree ("document");--> statement-breakpoint
CREATE INDEX "permits_record" ON "permits" USING btree ("record");--> statement-breakpoint
CREATE INDEX "findings_document" ON "findings" USING btree ("document");