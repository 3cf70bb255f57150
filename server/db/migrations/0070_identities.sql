-- Accounts of an OpenID Connect provider by which users sign in, by the provider's own id of the account: an e-mail
-- address or a name may be somebody else's tomorrow.
CREATE TABLE identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user TEXT NOT NULL REFERENCES users (id),
  linked_at TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX identities_user ON identities (user);
