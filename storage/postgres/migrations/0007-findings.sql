-- What an inspection found under each indicator (扣分明细).
CREATE TABLE tongbao.findings (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX findings_by_period ON tongbao.findings ("periodId" NULLS FIRST, id);
CREATE INDEX findings_by_unit ON tongbao.findings ("periodId" NULLS FIRST, "unitId" NULLS FIRST, id);
