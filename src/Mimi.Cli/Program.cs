Console.WriteLine("mimi");
