"""The verbs: one module a subject, each verb one transaction that answers what changed. No Qt, no screens."""
