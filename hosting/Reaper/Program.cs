using Distribution.Reaper;

if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: Distribution.Reaper PROGRAM [ARGUMENT…]   runs PROGRAM and, once standard input ends, nothing of what it started is left.");
    return 2;
}

ChildProcess.LeaveTerminal();
ChildProcess.AdoptOrphans();
return new ReapedTree(TimeProvider.System).Run(args[0], args[1..]);
