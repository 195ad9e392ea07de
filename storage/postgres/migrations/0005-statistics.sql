-- What other cities' notices carry: figures of parts and of their own, reprint tasks, reminder slips, paragraphs by hand.

CREATE TABLE tongbao.inspection_parts (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED
);
CREATE INDEX inspection_parts_by_period ON tongbao.inspection_parts ("periodId" NULLS FIRST, id);

CREATE TABLE tongbao.statistics (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX statistics_by_period ON tongbao.statistics ("periodId" NULLS FIRST, id);
CREATE INDEX statistics_by_unit ON tongbao.statistics ("unitId" NULLS FIRST, "periodId" NULLS FIRST, id);

CREATE TABLE tongbao.reprint_tasks (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX reprint_tasks_by_period ON tongbao.reprint_tasks ("periodId" NULLS FIRST, id);
CREATE INDEX reprint_tasks_by_unit ON tongbao.reprint_tasks ("unitId" NULLS FIRST, "periodId" NULLS FIRST, id);

CREATE TABLE tongbao.reminder_slips (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX reminder_slips_by_period ON tongbao.reminder_slips ("periodId" NULLS FIRST, id);
CREATE INDEX reminder_slips_by_unit ON tongbao.reminder_slips ("unitId" NULLS FIRST, "periodId" NULLS FIRST, id);

CREATE TABLE tongbao.notice_sections (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "order" double precision GENERATED ALWAYS AS ((record #>> '{order}')::double precision) STORED
);
CREATE INDEX notice_sections_by_period ON tongbao.notice_sections ("periodId" NULLS FIRST, "order" NULLS FIRST, id);
