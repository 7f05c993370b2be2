"""The results section and the report: findings, put into sentences, put on pages."""
