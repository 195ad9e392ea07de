-- Every collection of storage/schema.ts as a table: the record as jsonb, a generated column for each
-- indexed field, and each declared index. Text orders by its bytes (COLLATE "C"), as in the other stores.

CREATE FUNCTION tongbao.texts(list jsonb) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT array_agg(element) FROM jsonb_array_elements_text(list) AS element);

CREATE TABLE tongbao.units (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "rankingGroup" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{rankingGroup}') STORED,
  "kind" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{kind}') STORED
);
CREATE INDEX units_by_group ON tongbao.units ("rankingGroup" NULLS FIRST, id);
CREATE INDEX units_by_kind ON tongbao.units ("kind" NULLS FIRST, id);

CREATE TABLE tongbao.persons (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL
);

CREATE TABLE tongbao.members (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "unitIds" text[] COLLATE "C" GENERATED ALWAYS AS (tongbao.texts(record #> '{unitIds}')) STORED,
  "personId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{personId}') STORED,
  "role" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{role}') STORED
);
CREATE INDEX members_by_unit ON tongbao.members USING gin ("unitIds");
CREATE INDEX members_by_person ON tongbao.members ("personId" NULLS FIRST, id);
CREATE INDEX members_by_role ON tongbao.members ("role" NULLS FIRST, id);

CREATE TABLE tongbao.groups (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED,
  "scope" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{scope}') STORED,
  "platform" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{platform}') STORED,
  "chatId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{chatId}') STORED
);
CREATE INDEX groups_by_unit ON tongbao.groups ("unitId" NULLS FIRST, id);
CREATE INDEX groups_by_scope ON tongbao.groups ("scope" NULLS FIRST, id);
CREATE INDEX groups_by_chat ON tongbao.groups ("platform" NULLS FIRST, "chatId" NULLS FIRST, id);

CREATE TABLE tongbao.sites (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX sites_by_unit ON tongbao.sites ("unitId" NULLS FIRST, id);

CREATE TABLE tongbao.columns (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED,
  "lastUpdatedOn" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{lastUpdatedOn}') STORED,
  "siteId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{siteId}') STORED,
  "state" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{state}') STORED
);
CREATE INDEX columns_by_unit ON tongbao.columns ("unitId" NULLS FIRST, "lastUpdatedOn" NULLS FIRST, id);
CREATE INDEX columns_by_site ON tongbao.columns ("siteId" NULLS FIRST, id);
CREATE INDEX columns_by_state ON tongbao.columns ("state" NULLS FIRST, id);

CREATE TABLE tongbao.accounts (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "hostUnitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{hostUnitId}') STORED,
  "name" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{name}') STORED
);
CREATE INDEX accounts_by_host ON tongbao.accounts ("hostUnitId" NULLS FIRST, id);
CREATE INDEX accounts_by_name ON tongbao.accounts ("name" NULLS FIRST, id);

CREATE TABLE tongbao.account_changes (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "hostUnitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{hostUnitId}') STORED,
  "accountName" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{accountName}') STORED
);
CREATE INDEX account_changes_by_period ON tongbao.account_changes ("periodId" NULLS FIRST, id);
CREATE INDEX account_changes_by_host ON tongbao.account_changes ("hostUnitId" NULLS FIRST, id);
CREATE INDEX account_changes_by_account ON tongbao.account_changes ("accountName" NULLS FIRST, id);

CREATE TABLE tongbao.filings (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "accountName" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{accountName}') STORED
);
CREATE INDEX filings_by_account ON tongbao.filings ("accountName" NULLS FIRST, id);

CREATE TABLE tongbao.notices (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "publishedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{publishedAt}') STORED
);
CREATE INDEX notices_by_publication ON tongbao.notices ("publishedAt" NULLS FIRST, id);

CREATE TABLE tongbao.inspections (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED
);
CREATE INDEX inspections_by_period ON tongbao.inspections ("periodId" NULLS FIRST, id);

CREATE TABLE tongbao.scores (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "group" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{group}') STORED,
  "rank" double precision GENERATED ALWAYS AS ((record #>> '{rank}')::double precision) STORED,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX scores_by_period ON tongbao.scores ("periodId" NULLS FIRST, "group" NULLS FIRST, "rank" NULLS FIRST, id);
CREATE INDEX scores_by_unit ON tongbao.scores ("unitId" NULLS FIRST, "periodId" NULLS FIRST, id);

CREATE TABLE tongbao.rank_changes (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX rank_changes_by_period ON tongbao.rank_changes ("periodId" NULLS FIRST, id);
CREATE INDEX rank_changes_by_unit ON tongbao.rank_changes ("unitId" NULLS FIRST, "periodId" NULLS FIRST, id);

CREATE TABLE tongbao.commendations (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED
);
CREATE INDEX commendations_by_period ON tongbao.commendations ("periodId" NULLS FIRST, id);

CREATE TABLE tongbao.problems (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX problems_by_period ON tongbao.problems ("periodId" NULLS FIRST, id);
CREATE INDEX problems_by_unit ON tongbao.problems ("unitId" NULLS FIRST, "periodId" NULLS FIRST, id);

CREATE TABLE tongbao.messages (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED,
  "channel" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{channel}') STORED,
  "receivedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{receivedAt}') STORED
);
CREATE INDEX messages_by_unit ON tongbao.messages ("unitId" NULLS FIRST, "channel" NULLS FIRST, id);
CREATE INDEX messages_by_channel ON tongbao.messages ("channel" NULLS FIRST, "receivedAt" NULLS FIRST, id);

CREATE TABLE tongbao.message_stats (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED
);
CREATE INDEX message_stats_by_period ON tongbao.message_stats ("periodId" NULLS FIRST, id);

CREATE TABLE tongbao.portal_stats (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "order" double precision GENERATED ALWAYS AS ((record #>> '{order}')::double precision) STORED
);
CREATE INDEX portal_stats_by_period ON tongbao.portal_stats ("periodId" NULLS FIRST, "order" NULLS FIRST, id);

CREATE TABLE tongbao.mailbox_stats (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED
);
CREATE INDEX mailbox_stats_by_period ON tongbao.mailbox_stats ("periodId" NULLS FIRST, id);

CREATE TABLE tongbao.submissions (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX submissions_by_period ON tongbao.submissions ("periodId" NULLS FIRST, id);
CREATE INDEX submissions_by_unit ON tongbao.submissions ("unitId" NULLS FIRST, "periodId" NULLS FIRST, id);

CREATE TABLE tongbao.awards (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED
);
CREATE INDEX awards_by_period ON tongbao.awards ("periodId" NULLS FIRST, id);

CREATE TABLE tongbao.requirements (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "order" double precision GENERATED ALWAYS AS ((record #>> '{order}')::double precision) STORED
);
CREATE INDEX requirements_by_period ON tongbao.requirements ("periodId" NULLS FIRST, "order" NULLS FIRST, id);

CREATE TABLE tongbao.attachments (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "periodId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{periodId}') STORED,
  "number" double precision GENERATED ALWAYS AS ((record #>> '{number}')::double precision) STORED
);
CREATE INDEX attachments_by_period ON tongbao.attachments ("periodId" NULLS FIRST, "number" NULLS FIRST, id);

CREATE TABLE tongbao.inbox (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "state" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{state}') STORED,
  "receivedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{receivedAt}') STORED
);
CREATE INDEX inbox_by_state ON tongbao.inbox ("state" NULLS FIRST, "receivedAt" NULLS FIRST, id);

CREATE TABLE tongbao.conversations (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "updatedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{updatedAt}') STORED
);
CREATE INDEX conversations_by_update ON tongbao.conversations ("updatedAt" NULLS FIRST, id);

CREATE TABLE tongbao.binding_codes (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "unitId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{unitId}') STORED
);
CREATE INDEX binding_codes_by_unit ON tongbao.binding_codes ("unitId" NULLS FIRST, id);

CREATE TABLE tongbao.deliveries (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "state" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{state}') STORED,
  "dueAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{dueAt}') STORED,
  "purpose" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{purpose}') STORED,
  "createdAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{createdAt}') STORED
);
CREATE INDEX deliveries_by_state ON tongbao.deliveries ("state" NULLS FIRST, "dueAt" NULLS FIRST, id);
CREATE INDEX deliveries_by_purpose ON tongbao.deliveries ("purpose" NULLS FIRST, "createdAt" NULLS FIRST, id);

CREATE TABLE tongbao.rate_windows (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL
);

CREATE TABLE tongbao.schedule_runs (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "job" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{job}') STORED,
  "plannedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{plannedAt}') STORED
);
CREATE INDEX schedule_runs_by_job ON tongbao.schedule_runs ("job" NULLS FIRST, "plannedAt" NULLS FIRST, id);

CREATE TABLE tongbao.audits (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "at" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{at}') STORED,
  "subject" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{subject}') STORED
);
CREATE INDEX audits_by_time ON tongbao.audits ("at" NULLS FIRST, id);
CREATE INDEX audits_by_subject ON tongbao.audits ("subject" NULLS FIRST, "at" NULLS FIRST, id);
