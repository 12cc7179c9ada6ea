Console.Error.WriteLine("The topology is not composed yet.");
return 1;
