-- Pictures that prove a rectification; their bytes, as Base64, in a table of their own, so that counting reads none.
CREATE TABLE tongbao.pictures (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL,
  "problemId" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{problemId}') STORED,
  "submittedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{submittedAt}') STORED,
  "receivedAt" text COLLATE "C" GENERATED ALWAYS AS (record #>> '{receivedAt}') STORED
);
CREATE INDEX pictures_by_problem ON tongbao.pictures ("problemId" NULLS FIRST, "submittedAt" NULLS FIRST, "receivedAt" NULLS FIRST, id);

CREATE TABLE tongbao.picture_contents (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL
);
