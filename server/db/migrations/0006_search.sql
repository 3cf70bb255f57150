-- Full text by trigrams, so that a substring of LaTeX is found; filled by the first search, not by an import.
CREATE VIRTUAL TABLE question_search USING fts5 (text, tokenize = 'trigram', content = '');

CREATE TABLE question_search_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  upto INTEGER NOT NULL
) STRICT;
INSERT INTO question_search_state VALUES (1, 0);
