-- Who stands in for whom during leave, and members by the end of their binding.
CREATE TABLE tongbao.delegations (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "personId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{personId}') STORED,
  "expiresAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{expiresAt}') STORED,
  "delegate.memberId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{delegate,memberId}') STORED,
  "delegate.personId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{delegate,personId}') STORED
);
CREATE INDEX delegations_by_person ON tongbao.delegations ("personId" NULLS FIRST, "expiresAt" NULLS FIRST, id);
CREATE INDEX delegations_by_delegate ON tongbao.delegations ("delegate.memberId" NULLS FIRST, "expiresAt" NULLS FIRST, id);
CREATE INDEX delegations_by_delegate_person ON tongbao.delegations ("delegate.personId" NULLS FIRST, "expiresAt" NULLS FIRST, id);
CREATE INDEX delegations_by_expiry ON tongbao.delegations ("expiresAt" NULLS FIRST, id);

ALTER TABLE tongbao.members
  ADD COLUMN "expiresAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{expiresAt}') STORED;
CREATE INDEX members_by_expiry ON tongbao.members ("expiresAt" NULLS FIRST, id);
