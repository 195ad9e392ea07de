-- Holiday notices that the office has loaded, one row a year; shared by all processes.
CREATE TABLE tongbao.workday_years (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL
);
