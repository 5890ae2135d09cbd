import Core
import OrderedCollections

/// The shapes of the API's JSON, for the OpenAPI document. A test validates real answers against them.
enum Schemas {
    static let all: Value = [
        "Repository": object(
            required: ["id", "name", "url", "forge", "workflows", "created_at", "spool"],
            [
                "id": integer, "name": string, "url": string, "forge": string, "has_webhook_secret": boolean,
                "has_credential": boolean, "workflows": string, "default_branch": string, "fetch_error": string,
                "created_at": time, "spool": string
            ]),
        "NewRepository": object(
            required: ["name", "url"],
            [
                "name": string, "url": string, "forge": string, "webhook_secret": string, "credential": string,
                "workflows": string
            ]),
        "Event": object(
            required: ["id", "kind", "repository", "state", "source", "received_at"],
            [
                "id": integer, "kind": string, "repository": string, "ref": string, "before": string, "after": string,
                "actor": string, "source": string, "state": string, "error": string, "received_at": time,
                "decided_at": time
            ]),
        "Decision": object(
            required: ["event", "verdict", "reason"],
            [
                "event": integer, "workflow": string, "verdict": string, "reason": string, "rule": string,
                "line": integer, "column": integer, "run": integer
            ]),
        "Dispatch": object(
            required: ["repository", "workflow"],
            [
                "repository": string, "workflow": string, "ref": string,
                "inputs": ["type": "object", "additionalProperties": string], "actor": string
            ]),
        "RepositoryDispatch": object(
            required: ["event_type"],
            ["event_type": string, "client_payload": ["type": "object"], "actor": string]),
        "EventReference": object(required: ["event"], ["event": integer]),
        "Rerun": object(required: [], ["failed": boolean]),
        "Run": object(
            required: ["id", "number", "repository", "workflow", "event", "state", "created_at", "attempt"],
            [
                "id": integer, "number": integer, "repository": string, "workflow": string, "workflow_name": string,
                "name": string, "event": integer, "ref": string, "sha": string, "state": string, "conclusion": string,
                "reason": string, "attempt": integer, "seed": integer, "created_at": time, "started_at": time,
                "finished_at": time, "diagnostics": ["type": "array", "items": reference("Diagnostic")],
                "concurrency": reference("Concurrency")
            ]),
        "Concurrency": object(
            required: ["group"], ["group": string, "position": integer, "waiting_for": integer]),
        "DueTime": object(
            required: ["id", "workflow", "cron", "timezone", "due_at", "outcome", "decided_at", "late_by"],
            [
                "id": integer, "workflow": string, "cron": string, "timezone": string, "due_at": time,
                "outcome": string, "reason": string, "event": integer, "decided_at": time, "late_by": integer
            ]),
        "Artifact": object(
            required: [
                "id", "run", "job", "attempt", "name", "files", "size", "archive_size", "digest", "created_at",
                "expires_at"
            ],
            [
                "id": integer, "run": integer, "job": integer, "attempt": integer, "name": string, "files": integer,
                "size": integer, "archive_size": integer, "digest": string, "created_at": time, "expires_at": time
            ]),
        "Diagnostic": object(
            required: ["severity", "rule", "message", "file", "position"],
            [
                "severity": string, "rule": string, "message": string, "help": string, "file": string,
                "position": object(required: ["line", "column"], ["line": integer, "column": integer])
            ]),
        "Job": object(
            required: ["id", "run", "key", "job", "name", "state", "attempt", "outputs", "steps", "annotations"],
            [
                "id": integer, "run": integer, "key": string, "job": string, "name": string, "tier": string,
                "state": string, "conclusion": string, "reason": string,
                "trace": ["type": "array", "items": reference("Operand")], "attempt": integer,
                "outputs": ["type": "object", "additionalProperties": string], "ready_at": time, "started_at": time,
                "finished_at": time, "steps": ["type": "array", "items": reference("Step")],
                "annotations": ["type": "array", "items": reference("Annotation")],
                "concurrency": reference("Concurrency")
            ]),
        "Attempt": object(
            required: ["job", "attempt", "run_attempt", "created_at"],
            [
                "job": integer, "attempt": integer, "run_attempt": integer, "conclusion": string, "reason": string,
                "exit_code": integer, "host": reference("Host"), "environment": reference("Environment"),
                "created_at": time, "started_at": time,
                "finished_at": time, "steps": ["type": "array", "items": reference("Step")],
                "annotations": ["type": "array", "items": reference("Annotation")]
            ]),
        "Environment": object(required: ["name"], ["name": string, "url": string]),
        "Host": object(
            required: ["hostname", "system", "processor", "cores", "memory_bytes"],
            [
                "hostname": string, "system": string, "processor": string, "cores": integer, "memory_bytes": integer
            ]),
        "Step": object(
            required: ["index", "name", "started_at"],
            [
                "index": integer, "name": string, "outcome": string, "conclusion": string, "exit_code": integer,
                "signal": integer, "reason": string, "trace": ["type": "array", "items": reference("Operand")],
                "started_at": time, "finished_at": time
            ]),
        "Operand": object(
            required: ["text", "value"], ["text": string, "value": string, "error": string]),
        "Annotation": object(
            required: ["level", "message", "step"],
            [
                "level": string, "message": string, "title": string, "file": string, "line": integer,
                "end_line": integer, "column": integer, "end_column": integer, "step": integer
            ]),
        "Problem": object(
            required: ["status", "title", "detail"], ["status": integer, "title": string, "detail": string])
    ]

    private static let string: Value = ["type": "string"]
    private static let integer: Value = ["type": "integer"]
    private static let boolean: Value = ["type": "boolean"]
    private static let time: Value = ["type": "string", "format": "date-time"]

    private static func object(required: [String], _ properties: OrderedDictionary<String, Value>) -> Value {
        [
            "type": "object", "additionalProperties": false, "required": .array(required.map(Value.string)),
            "properties": .object(properties)
        ]
    }

    private static func reference(_ schema: String) -> Value { ["$ref": .string("#/components/schemas/" + schema)] }
}
