-- What is done about problems and filings, apart from the records that imports write.
CREATE TABLE tongbao.proceedings (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL
);
