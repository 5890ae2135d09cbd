import Glibc
import Supervision

exit(Supervisor.main(CommandLine.arguments))
