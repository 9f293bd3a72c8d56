"""An incident's claims become findings: origins, intervals, one module a policy, identities."""
