"""The archive for language-model clients (Model Context Protocol): they are given cited words, never prose of ours."""
