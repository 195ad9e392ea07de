-- Tells listening processes that something new is to be sent. A hint only: who misses it finds the row by itself.
CREATE FUNCTION tongbao.hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tongbao', TG_TABLE_NAME);
  RETURN NULL;
END
$$;

CREATE TRIGGER deliveries_hint AFTER INSERT ON tongbao.deliveries
  FOR EACH ROW EXECUTE FUNCTION tongbao.hint();
