-- What one process at a time holds, such as the long connection of a bot.
CREATE TABLE tongbao.leases (
  id text COLLATE "C" PRIMARY KEY,
  record jsonb NOT NULL
);
