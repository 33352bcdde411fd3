namespace Mimi.Speech;

/// <summary>Which Moonshine model recognizes English when no other is configured.</summary>
public enum MoonshineSize
{
    /// <summary>21 MB to fetch, fastest.</summary>
    Tiny,

    /// <summary>67 MB to fetch; about half as fast, and makes fewer errors.</summary>
    Base,
}
