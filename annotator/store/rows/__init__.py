"""Nouns as rows and rows as nouns: tables, schemas, migrations, inserting, the search index."""
