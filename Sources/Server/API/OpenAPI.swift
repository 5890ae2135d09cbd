import Core
import HTTPTypes
import Hummingbird
import OrderedCollections

/// The OpenAPI 3.1 document, made from the endpoints themselves.
enum OpenAPI {
    static func endpoint(describing endpoints: [Endpoint], version: String) -> Endpoint {
        var own = Endpoint(
            method: .get, path: API.root + "/openapi.json", name: "describe", summary: "This document.",
            answer: .json, jobs: .anyJob
        ) { _, _ in Response(status: .ok) }
        let text = document(endpoints + [own], version: version).json(indent: 2)
        own.handler = { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        return own
    }

    static func document(_ endpoints: [Endpoint], version: String) -> Value {
        var paths: OrderedDictionary<String, Value> = [:]
        for endpoint in endpoints {
            var operations = paths[endpoint.path]?.object ?? [:]
            operations[endpoint.method.rawValue.lowercased()] = operation(endpoint)
            paths[endpoint.path] = .object(operations)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Anneal", "version": .string(version),
                "description": "CI, CD and CT for machine-learning repositories.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"]
            ],
            "servers": [["url": "/"]],
            "security": [["token": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": Schemas.all
            ]
        ]
    }

    private static func operation(_ endpoint: Endpoint) -> Value {
        var members: OrderedDictionary<String, Value> = [
            "operationId": .string(endpoint.name), "summary": .string(endpoint.summary)
        ]
        if !endpoint.parameters.isEmpty { members["parameters"] = .array(endpoint.parameters.map(parameter)) }
        if let body = endpoint.body {
            members["requestBody"] = ["required": true, "content": ["application/json": ["schema": reference(body)]]]
        }
        let (status, answer) = answer(endpoint.answer)
        members["responses"] = .object([
            "\(status)": answer,
            "default": [
                "description": "What went wrong.",
                "content": ["application/problem+json": ["schema": reference("Problem")]]
            ]
        ])
        return .object(members)
    }

    private static func parameter(_ parameter: Endpoint.Parameter) -> Value {
        [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "required": .bool(parameter.place == .path), "description": .string(parameter.description),
            "schema": ["type": .string(parameter.type)]
        ]
    }

    private static func answer(_ answer: Endpoint.Answer) -> (Int, Value) {
        switch answer {
        case .object(let status, let schema):
            (status.code, ["description": "Done.", "content": ["application/json": ["schema": reference(schema)]]])
        case .page(let schema):
            (
                200,
                [
                    "description": "A page.",
                    "content": [
                        "application/json": [
                            "schema": [
                                "type": "object", "required": ["items"],
                                "properties": [
                                    "items": ["type": "array", "items": reference(schema)],
                                    "next": ["type": "integer"]
                                ]
                            ]
                        ]
                    ]
                ]
            )
        case .text(let type):
            (200, ["description": "Text.", "content": .object([type: ["schema": ["type": "string"]]])])
        case .json:
            (200, ["description": "A JSON object.", "content": ["application/json": ["schema": ["type": "object"]]]])
        case .events:
            (
                200,
                [
                    "description": "Until one side ends it.",
                    "content": ["text/event-stream": ["schema": ["type": "string"]]]
                ]
            )
        case .nothing: (204, ["description": "Done."])
        }
    }

    private static func reference(_ schema: String) -> Value { ["$ref": .string("#/components/schemas/" + schema)] }
}
