import Core
import Expressions
import OrderedCollections

extension KeyTable<ContainerDefinition> {
    static let container = KeyTable(
        "a container",
        [
            "image": .read { $2.image = $0.template($1, "'image'", at: .jobName) },
            "credentials": .read { $2.credentials = $0.readCredentials($1) },
            "env": .read { $2.environment = $0.entries($1, "'env'", at: .containerEnvironment, isEnvironment: true) },
            "ports": .read { $2.ports = $0.templates($1, "'ports'") },
            "volumes": .read { $2.volumes = $0.templates($1, "'volumes'") },
            "options": .read { $2.options = $0.template($1, "'options'", at: .jobName) }
        ])

    static let service = KeyTable(
        "a service",
        [
            "image": .read { $2.image = $0.template($1, "'image'", at: .jobName) },
            "credentials": .read { $2.credentials = $0.readCredentials($1) },
            "env": .read { $2.environment = $0.entries($1, "'env'", at: .containerEnvironment, isEnvironment: true) },
            "ports": .read { $2.ports = $0.templates($1, "'ports'") },
            "volumes": .read { $2.volumes = $0.templates($1, "'volumes'") },
            "options": .read { $2.options = $0.template($1, "'options'", at: .jobName) },
            "entrypoint": .read { $2.entrypoint = $0.template($1, "'entrypoint'", at: .jobName) },
            "command": .read { $2.command = $0.template($1, "'command'", at: .jobName) }
        ])
}

extension KeyTable<ContainerDefinition.Credentials> {
    static let credentials = KeyTable(
        "'credentials'",
        [
            "username": .read { $2.username = $0.fullTemplate($1, "'username'", at: .credentials) },
            "password": .read { $2.password = $0.readPassword($1) }
        ])
}

extension Reader {
    /// An image, or a mapping with `image`.
    func readContainer(_ node: YAMLNode) -> Located<ContainerDefinition>? {
        readContainer(node, "'container'", .container)
    }

    /// A mapping of names to containers, or one expression.
    func readServices(_ node: YAMLNode) -> Located<Services>? {
        if let text = node.scalar?.value.string, text.contains("${{") {
            return parse(text, node, .jobName).map { Located(.template($0.content), at: node.position) }
        }
        guard let pairs = mapping(node, "'services'") else { return nil }
        var services: OrderedDictionary<String, Located<ContainerDefinition>> = [:]
        for pair in pairs {
            guard let name = text(pair.key, "a service's name") else { continue }
            services[name.content] = readContainer(pair.value, "the service '\(name.content)'", .service)
        }
        return Located(.table(services), at: node.position)
    }

    private func readContainer(
        _ node: YAMLNode, _ what: String, _ table: KeyTable<ContainerDefinition>
    ) -> Located<ContainerDefinition>? {
        guard node.mapping != nil else {
            guard let text = anyText(node, what, .textOrMapping) else { return nil }
            return parse(text, node, .jobName).map {
                Located(ContainerDefinition(image: $0), at: node.position)
            }
        }
        var container = ContainerDefinition()
        read(node, by: table, into: &container)
        require("image", in: node, what, help: "Name the image, as in 'image: debian:12'.")
        return Located(container, at: node.position)
    }

    fileprivate func readCredentials(_ node: YAMLNode) -> ContainerDefinition.Credentials? {
        if let text = node.scalar?.value.string, text.contains("${{") {
            guard let template = parse(text, node, .credentials) else { return nil }
            // The object's members are known only when it is evaluated.
            return ContainerDefinition.Credentials(username: template, password: template)
        }
        var credentials = ContainerDefinition.Credentials()
        guard read(node, by: .credentials, into: &credentials) else { return nil }
        for name in ["username", "password"] {
            require(name, in: node, "'credentials'", help: "Give both 'username' and 'password'.")
        }
        return credentials
    }

    fileprivate func readPassword(_ node: YAMLNode) -> Located<Template>? {
        guard let password = fullTemplate(node, "'password'", at: .credentials) else { return nil }
        if password.literal != nil {
            report(
                .plainSecret, "the password stands in the file, where everybody can read it",
                help: "Take it from a secret: '${{ secrets.NAME }}'.", severity: .warning, at: node.position)
        }
        return password
    }

    /// A list of texts with expressions.
    fileprivate func templates(_ node: YAMLNode, _ what: String) -> [Located<Template>] {
        if let text = node.scalar?.value.string, text.contains("${{") {
            return parse(text, node, .jobName).map { [$0] } ?? []
        }
        guard let elements = node.sequence else {
            reportType(node, .list, what)
            return []
        }
        return elements.compactMap { fullTemplate($0, "an entry of \(what)", at: .jobName) }
    }
}
