-- Version 2: what people say is coded wrongly.

-- A person's word that a claim is coded wrongly. The claim stays as it is; corrections are exported as gold.
CREATE TABLE correction (
  id     INTEGER PRIMARY KEY,
  claim  TEXT NOT NULL,
  field  TEXT NOT NULL,
  value  TEXT NOT NULL,
  note   TEXT,
  made   TEXT NOT NULL
) STRICT;
CREATE INDEX correction_claim ON correction (claim);
