process.parentPort.on('message', ({ data }) => {
  if (data === 'exit') process.exit(3);
  if (data === 'print') console.log('printed by the utility process');
  else process.parentPort.postMessage({ echo: data, argument: process.argv[2], type: process.type });
});
