"""The two training loops of bench/train.py; imported after `prepare`."""

from pathlib import Path

from peft import get_peft_model
from transformers import (
    DataCollatorForSeq2Seq,
    PrinterCallback,
    Trainer,
    TrainingArguments,
    set_seed,
)

from stages.core.language_model.encoding import Encoded, encode
from stages.core.language_model.loading import Loaded, load_base
from stages.core.records.sample import Sample
from stages.train import contract
from stages.train.fit import Rows, fit, lora_config
from stages.train.params import TrainParams
from stages.train.train import batches


def real_tokens(samples: list[Sample]) -> int:
    """Return the tokens of prompts and answers, padding left out."""
    return sum(row.length for row in _encoded(samples)[1])


def _encoded(samples: list[Sample]) -> tuple[Loaded, list[Encoded]]:
    loaded = load_base(contract.BASE, "cpu", "none")
    return loaded, encode(samples, loaded.tokenizer)


def ours(samples: list[Sample], params: TrainParams, folder: Path) -> None:
    """Train as the stage does."""
    loaded, rows = _encoded(samples)
    chosen = [list(range(len(rows)))] * params.epochs
    order = batches([row.length for row in rows], chosen, params.batch, params.group, params.seed)
    fit(loaded, Rows(rows, rows[:1], order), params, folder)


def plain(samples: list[Sample], params: TrainParams, folder: Path) -> None:
    """Train as the documentation of transformers does: shuffled rows, padded to the longest of the batch."""
    loaded, rows = _encoded(samples)
    set_seed(params.seed)
    data = [
        {"input_ids": [*row.prompt, *row.answer], "labels": [*([-100] * len(row.prompt)), *row.answer]}
        for row in rows
    ]
    trainer = Trainer(
        model=get_peft_model(loaded.model.requires_grad_(False), lora_config(loaded, params)),
        args=TrainingArguments(
            output_dir=str(folder),
            num_train_epochs=params.epochs,
            per_device_train_batch_size=params.batch,
            learning_rate=params.rate,
            lr_scheduler_type="cosine",
            warmup_steps=params.warmup,
            max_grad_norm=params.clip,
            optim=params.optimizer,
            seed=params.seed,
            save_strategy="no",
            logging_strategy="no",
            report_to=[],
            disable_tqdm=True,
            dataloader_pin_memory=False,
            use_cpu=True,
        ),
        train_dataset=data,
        data_collator=DataCollatorForSeq2Seq(loaded.tokenizer, padding="longest"),
    )
    trainer.remove_callback(PrinterCallback)
    trainer.train()
