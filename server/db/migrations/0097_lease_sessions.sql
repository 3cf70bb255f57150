-- Which process of a worker a lease was handed to: a server that was started again sees by it what never got there.
ALTER TABLE worker_leases ADD COLUMN session TEXT;
CREATE INDEX worker_leases_session ON worker_leases (session) WHERE state = 'out';
