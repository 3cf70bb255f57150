// Before the first paint: theme and density that were chosen here, where they were. Not a module, so that nothing flashes.
(() => {
  try {
    const { dataset } = document.documentElement;
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') dataset.theme = theme;
    if (localStorage.getItem('density') === 'dense') dataset.density = 'dense';
  } catch {
    // Storage is closed to us: the system's theme it is.
  }
})();
