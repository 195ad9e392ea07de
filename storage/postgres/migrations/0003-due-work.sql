-- What is still to be done is found without what is done: open messages, changes that nobody calls filed, and
-- columns by their cycle and last update.
ALTER TABLE tongbao.messages
  ADD COLUMN "repliedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{repliedAt}') STORED,
  ADD COLUMN "closedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{closedAt}') STORED;
CREATE INDEX messages_by_answer ON tongbao.messages ("repliedAt" NULLS FIRST, "closedAt" NULLS FIRST, "unitId" NULLS FIRST, id);

ALTER TABLE tongbao.columns
  ADD COLUMN "cycleDays" double precision GENERATED ALWAYS AS ((record #>> '{cycleDays}')::double precision) STORED,
  ADD COLUMN "columnType" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{columnType}') STORED;
CREATE INDEX columns_by_cycle ON tongbao.columns ("state" NULLS FIRST, "cycleDays" NULLS FIRST, "columnType" NULLS FIRST, "lastUpdatedOn" NULLS FIRST, id);

ALTER TABLE tongbao.account_changes
  ADD COLUMN "filed" boolean GENERATED ALWAYS AS ((record #>> '{filed}')::boolean) STORED;
CREATE INDEX account_changes_by_filed ON tongbao.account_changes ("filed" NULLS FIRST, id);
