"""Make the model libraries quiet, offline and repeatable."""

import logging
import os
import platform
import sys
import warnings

ONE_INSTRUCTION_SET = {
    "ATEN_CPU_CAPABILITY": "avx2",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "MKL_CBWR": "AVX2,STRICT",
    "MKL_DYNAMIC": "FALSE",
}
"""Settings under which most x86-64 CPUs of one vendor give the same bytes, at no cost in speed.

Not all do: an AMD EPYC of family 26 gave others than those before it. Intel and AMD agree only under
MKL_CBWR=COMPATIBLE, which halves the speed of a step. GPUs are not touched.
"""


def prepare(threads: int, seed: int) -> None:
    """Set up torch and the Hugging Face libraries; call it before anything imports them.

    Nothing is fetched unless the caller has set HF_HUB_OFFLINE=0, and nothing is reported to anyone. Sums are
    taken in a fixed order: the same input gives the same bytes on CPUs and on GPUs of one kind.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.update(
        HF_HUB_DISABLE_TELEMETRY="1",
        DO_NOT_TRACK="1",
        TOKENIZERS_PARALLELISM="true",
        RAYON_NUM_THREADS=str(threads),
        TRANSFORMERS_VERBOSITY="error",
        CUBLAS_WORKSPACE_CONFIG=":4096:8",
        **(ONE_INSTRUCTION_SET if platform.machine() in ("x86_64", "AMD64") else {}),
    )
    import torch  # noqa: PLC0415  the settings above are read at import

    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    torch.manual_seed(seed)
    warnings.filterwarnings("ignore", category=FutureWarning, module=r"(transformers|peft|accelerate)\.")
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    if not sys.stderr.isatty():
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]
