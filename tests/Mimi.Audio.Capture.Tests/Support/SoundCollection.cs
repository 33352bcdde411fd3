namespace Mimi.Audio.Capture.Support;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SoundCollection : ICollectionFixture<SharedSoundServer>
{
    public const string Name = "sound server";
}
