"""What every room needs of language: a parse, sentence vectors, tables. Nothing heavy is imported before it is used."""
