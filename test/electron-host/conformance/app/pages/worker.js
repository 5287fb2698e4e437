self.onmessage = async ({ data }) => {
  const response = await fetch(data, { headers: { range: 'bytes=10-19' } });
  const outside = await fetch('https://example.org/').then(
    () => 'reached',
    () => 'blocked',
  );
  self.postMessage({
    status: response.status,
    range: response.headers.get('content-range'),
    first: new Uint8Array(await response.arrayBuffer())[0],
    outside,
    globals: [typeof require, typeof process],
  });
};
