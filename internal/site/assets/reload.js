// Only in pages that are served while somebody writes: loads the page anew when it changed.
new EventSource("/-/events").onmessage = function () { location.reload(); };
