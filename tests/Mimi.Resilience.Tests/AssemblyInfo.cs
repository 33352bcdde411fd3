// Memory is measured here, and the fuzzing takes every processor by itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
