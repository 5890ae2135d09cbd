import Core
import Expressions

struct DeploymentDraft {
    var name: Located<Template>?
    var url: Located<Template>?
    var deployment: Located<Template>?
}

extension KeyTable<DeploymentDraft> {
    static let deployment = KeyTable(
        "'environment'",
        [
            "name": .read { $2.name = $0.template($1, "an environment's name", at: .jobName) },
            "url": .read { $2.url = $0.template($1, "'url'", at: .environmentURL) },
            "deployment": .read { $2.deployment = $0.typedTemplate($1, "'deployment'", .boolean, at: .jobName) }
        ])
}

struct SnapshotDraft {
    var imageName: Located<Template>?
    var version: Located<Template>?
    var condition: Located<Condition>?
}

extension KeyTable<SnapshotDraft> {
    static let snapshot = KeyTable(
        "'snapshot'",
        [
            "image-name": .read { $2.imageName = $0.fullTemplate($1, "'image-name'", at: .nowhere) },
            "version": .read { $2.version = $0.fullTemplate($1, "'version'", at: .nowhere) },
            "if": .read { $2.condition = $0.condition($1, "'if'", at: .jobName) }
        ])
}

extension Reader {
    /// A name, or a mapping with `name`.
    func readDeployment(_ node: YAMLNode) -> Located<DeploymentTarget>? {
        guard node.mapping != nil else {
            return template(node, "'environment'", .textOrMapping, at: .jobName).map {
                Located(DeploymentTarget(name: $0), at: node.position)
            }
        }
        var draft = DeploymentDraft()
        read(node, by: .deployment, into: &draft)
        require("name", in: node, "'environment'", help: "Name the environment.")
        return draft.name.map {
            Located(DeploymentTarget(name: $0, url: draft.url, deployment: draft.deployment), at: node.position)
        }
    }

    /// An image's name, or a mapping with `image-name`.
    func readSnapshot(_ node: YAMLNode) -> Located<Snapshot>? {
        guard node.mapping != nil else {
            return fullTemplate(node, "'snapshot'", .textOrMapping, at: .nowhere).map {
                Located(Snapshot(imageName: $0), at: node.position)
            }
        }
        var draft = SnapshotDraft()
        read(node, by: .snapshot, into: &draft)
        require("image-name", in: node, "'snapshot'", help: "Name the image.")
        return draft.imageName.map {
            Located(
                Snapshot(imageName: $0, version: draft.version, condition: draft.condition), at: node.position)
        }
    }
}
