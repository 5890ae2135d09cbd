/// Subjects that have no value type of their own in this target.
public enum RepositorySubject {}
public enum DeliverySubject {}
public enum EventSubject {}
public enum DecisionSubject {}
public enum RunSubject {}
public enum JobSubject {}

public typealias RepositoryID = Identifier<RepositorySubject>
public typealias DeliveryID = Identifier<DeliverySubject>
public typealias EventID = Identifier<EventSubject>
public typealias DecisionID = Identifier<DecisionSubject>
public typealias RunID = Identifier<RunSubject>
public typealias JobID = Identifier<JobSubject>
