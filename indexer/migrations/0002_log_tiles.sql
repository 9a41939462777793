CREATE TABLE "log_tiles" (
	"level" smallint NOT NULL,
	"tile" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	CONSTRAINT "log_tiles_level_tile_pk" PRIMARY KEY("level","tile")
);
--> statement-breakpoint
-- A store from before has no tree: it is read from the chain again.
TRUNCATE "accounts", "blocks", "case_acts", "case_desks", "case_phases", "case_rounds", "case_spells", "cases", "confirmations", "movements", "officials", "origin", "parties", "party_names", "permit_revocations", "permits", "procedure_events", "procedures", "records", "seats", "standing_draws", "standing_orders", "standing_stops", "tallies", "transactions", "wallets", "years";
