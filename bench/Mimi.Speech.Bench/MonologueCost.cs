using System.Diagnostics;

namespace Mimi.Speech.Bench;
